// `npm run bench`: the gateway beside its peers, on the harness that PEERS names. Words of the harness's own pass through.
import { measurePeers } from './measure.js'
import { profile } from './profile.js'
import { withHarness } from './with-harness.js'

const HELP = `npm run bench -- [options]      the gateway beside its peers; writes bench/RESULTS.md

  --peers=NAME,…          only these of the harness's servers, hafan among them
  --plan=QUERY:N,…        queries and connections, such as combined:16,school:16
  --reps=N --seconds=N --warmup=N    rounds, and seconds of each
  --profile [school]      in place of it: where the time of one request goes
  --help                  this text

Environment:
  PEERS                   the folder of the harness
  PEERS_WORK              its scratch folder
  HAFAN_BENCH_BESIDE      the gateway-child.js of another build, measured in the same run

Needs PostgreSQL on 127.0.0.1:5432. Exit code 2: answers differed, or it did not come to its end. docs/speed.md says more.
`

async function run(words: readonly string[]): Promise<void> {
  if (words.includes('--help')) return void process.stdout.write(HELP)
  await withHarness(async ({ harness, prepared, work }) => {
    if (words[0] !== '--profile') return measurePeers(harness, prepared, words)
    await harness.lib.startUpstreams(1)
    const text = await profile(harness, prepared, words[1] === 'school' ? 'school' : 'combined', work)
    process.stdout.write(`${text}\n`)
  })
}

run(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  },
)
