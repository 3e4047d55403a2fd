// Writes schema.graphql, the schema as readers meet it. Needs a build: `npm run schema` makes one.
import { writeFileSync } from 'node:fs'
import { loadTypeDefs } from '../dist/src/schema/load.js'
import { snapshotOf } from '../dist/src/schema/snapshot.js'
import { helpOf } from './help-of.mjs'

helpOf(`npm run schema      writes schema.graphql, the schema as readers meet it, from src/schema

It has no options.`)

writeFileSync(new URL('../schema.graphql', import.meta.url), snapshotOf(loadTypeDefs()))
