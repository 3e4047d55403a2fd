// Tokens that must never be accepted: forged, stretched, crossed between senders, or saying more than their provider may. Each is
// good but for the one thing that its name says.
import { depsWith } from '../tokens-kit.js'
import { characters, posts } from './characters.js'
import { issuersAndAudiences, shapes, times } from './claims.js'
import type { ForgedToken } from './kit.js'
import { letters, names } from './names.js'
import { applicationsOf, areas, between, others, tooMuchSaid } from './said.js'
import { algorithms, crossed, headers, members, ownKeys, unfitKeys, unfitKeysOf } from './signatures.js'
import { spellings } from './spellings.js'

/** A gateway whose providers publish, beside their own, keys that must not count. */
export const forgedDeps = depsWith(unfitKeysOf)

/** Every forged token there is, made anew. */
export const forgedTokens = (): readonly ForgedToken[] =>
  [
    ...[algorithms, headers, members, ownKeys, unfitKeys, crossed],
    ...[issuersAndAudiences, times, shapes, names, letters, spellings],
    ...[tooMuchSaid, areas, applicationsOf, others, between, characters, posts],
  ].flatMap(make => make())
