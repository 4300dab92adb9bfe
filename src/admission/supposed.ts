/** An event that nobody recorded: absorbed between `begin` and `rollback`, it shows what would follow from it. */
import type { JsonObject, LedgerEvent } from '../../events/event.js'
import type { View } from '../../projections/question.js'

/** An id that no recorded event has: those are of version 5. */
const NO_ID = '00000000-0000-8000-8000-000000000000'

/** The next event of the ledger, if it were this one. */
export const supposed = ({ facts }: View, type: string, occurredOn: string, data: JsonObject, actor = ''): LedgerEvent => ({
  actor,
  data,
  id: NO_ID,
  occurredOn,
  position: facts.size,
  recordedAt: '1992-01-01T00:00:00.000Z',
  request: '',
  revision: 0,
  stream: 'supposed',
  type,
  v: 1,
  version: 1,
})
