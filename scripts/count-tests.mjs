// Prints "N passed, N failed" from jest's JSON. A skipped test counts as failed: what is not run holds nothing.
import { readFileSync } from 'node:fs'

let text = ''
try {
  text = readFileSync(process.argv[2] ?? '', 'utf8')
} catch {
  // No file means that no test ran; said below.
}
const result = text === '' ? null : JSON.parse(text)
const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0)
// A file that could not be loaded has failed, though none of its tests could be counted.
const failed = result === null ? 1 : result.numFailedTests + result.numRuntimeErrorTestSuites + skipped
if (result === null) console.log('the tests left no result')
if (skipped > 0) console.log(`${skipped} of the failed were skipped`)
console.log(`${result?.numPassedTests ?? 0} passed, ${failed} failed`)
process.exit(failed === 0 && result.numPassedTests > 0 ? 0 : 1)
