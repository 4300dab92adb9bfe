/** What was recorded, said to whoever recorded it; or why it was not. */
import type { JsonObject, Proposal } from '../../events/event.js'
import type { Ledger, Recorded, Recording } from '../ledger.js'
import { type Context, refused } from './context.js'
import { DONE } from './exits.js'
import { type Form, present } from './output.js'

/** Shows receipts, or says why there are none. */
export async function receipt(context: Context, form: Form, recorded: Recorded, key: string): Promise<number> {
  if (recorded.refused) return refused(context, recorded, 'write')
  const { receipts, replayed } = recorded
  const { words } = context
  const { labelOf } = await import('./cite.js')
  const text = () => [
    ...receipts.map(({ position, type, stream, revision }) => {
      const label = labelOf(context, type)
      return replayed ? words.receipt.again(position, label) : words.receipt.recorded(position, label, stream, revision)
    }),
    ...receipts.flatMap(({ id, leaf }) => [words.receipt.id(id), words.receipt.leaf(leaf)]),
    words.receipt.key(key),
  ]
  return await present(context, form, { schema: 'receipt', basis: undefined, data: { key, replayed, receipts }, text })
}

/** Judges a proposal and writes nothing. */
export function judged(context: Context, ledger: Ledger, proposal: JsonObject | Proposal, recording: Recording): number {
  const [refusal] = ledger.judge([{ ...recording, proposal }])
  if (refusal !== undefined) return refused(context, refusal, 'write')
  context.note(context.words.receipt.wouldBe)
  return DONE
}
