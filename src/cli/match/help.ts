import { ROLE_NAMES } from './columns.js'

export const MATCH_HELP = `hafan match LEFT.csv [RIGHT.csv] --out PAIRS.csv [options]

Finds the records of two files that are one person; with one file, those within it. Files are CSV in UTF-8 with headers.
Each pair written says whether it is linked, its outcome (MATCH, MANY, POSSIBLE), its probability, and what each comparison
added or took.

  --out FILE      the pairs; a file that is not there yet
  --map FILE      YAML, which column is what: "given: first_name". Without it, headers in common use are known.
                  ${ROLE_NAMES.replaceAll(/(.{90,105}), /g, '$1,\n                  ')}
  --without NAMES columns that are not compared, by header or by what they are, with commas: "soc_sec_id,phone"
  --month-first   dates are 12/25/2010, not 25/12/2010
  --at P          link at this probability, say 0.5, whatever the rules for twins and siblings say: for research, where links
                  are counted and nobody acts on one. Without it MATCH is linked.
  --many          a record of one file may be linked with several of the other; without it with one at most
  --train         learn the parameters from these files, without being told who is who
  --model FILE    begin with the parameters of this file
  --save FILE     write the parameters used to a file that is not there yet
  --truth FILE    CSV of the true pairs, two ids a row: prints precision, recall and F1 at several thresholds, counting
                  pairs that were never compared as missed, and a table of predicted against observed probability

  hafan match police.csv schools.csv --train --out pairs.csv
  hafan match left.csv right.csv --train --at 0.5 --without soc_sec_id --truth truth.csv --out pairs.csv

Exit code 0: written. 2: a file cannot be used; the message has a code and says what to do.
`
