// The schema's coordinates as commands speak of them: classified by the same code as in the gateway.
import { buildASTSchema, parse } from 'graphql'
import { classify } from '../../schema/classification.js'
import type { Classification } from '../../schema/classification.js'
import { loadTypeDefs } from '../../schema/load.js'

export const readClassification = (): Classification => classify(buildASTSchema(parse(loadTypeDefs())))
