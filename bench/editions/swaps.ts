// Answers that mix two editions, over a thousand changes of edition under load.
import { swapUnderLoad } from '../../test/gateway/editions/swaps.js'
import type { Measured } from '../figures.js'

export async function measure(): Promise<Measured> {
  const { swaps, answers, mixed, under } = await swapUnderLoad(1_000)
  const each = Object.entries(under).map(([edition, count]) => `${count} under ${edition}`)
  return {
    value: mixed.length,
    notes: [`${answers} answers during ${swaps} changes: ${each.join(', ')}`, ...mixed.slice(0, 5)],
  }
}
