/** Derives everything again and says what it came to: digests of the facts and of the answers, which two machines can compare. */
import { createHash } from 'node:crypto'
import type { JsonObject, Period, Position, Sha256 } from '../../events/event.js'
import { eventTypes } from '../../events/index.js'
import { columnsOfStanding, type StandingName } from '../../events/standings.js'
import { dateOf, periodOf, spanOf } from '../../events/time.js'
import type { Facts } from '../../projections/facts/facts.js'
import { NEVER, type Table } from '../../projections/facts/table.js'
import { unitHistory } from '../../projections/roster.js'
import type { Ledger } from '../ledger.js'

/** Answers of one question, and what they came to. */
export interface Replayed {
  readonly question: string
  readonly answers: number
  readonly refused: number
  readonly digest: Sha256
}

/** A digest of all facts known at a position: the same, however much was recorded later. */
export function factsDigest(facts: Facts, knownAt: Position): { rows: number; digest: Sha256 } {
  const hash = createHash('sha256')
  let rows = 0
  for (const table of facts.tables()) {
    const length = table.prefix(knownAt)
    if (length === 0) continue
    rows += length
    hash.update(`${table.name} ${table.as} ${length}\n`)
    const cells = cellsOf(table)
    const { position, from, until, occurred, evidence, knownFrom, knownUntil, subject } = table
    for (let row = 0; row < length; row += 1) {
      const days = `${from[row]!} ${until[row]!} ${occurred[row]!}`
      const known = `${knownFrom[row]!} ${knownUntil[row]! > knownAt ? NEVER : knownUntil[row]!}`
      hash.update(`${facts.subjects.text(subject[row]!)} ${position[row]!} ${days} ${known} ${evidence[row]!}${cells(row)}\n`)
    }
  }
  return { rows, digest: hash.digest('hex') }
}

/** What a row says in the columns of its own, as text. */
function cellsOf(table: Table): (row: number) => string {
  const declared = eventTypes.get(table.name)?.columns ?? columnsOfStanding(table.name as StandingName)
  const columns = Object.keys(declared).flatMap((name) => table.column(name) ?? [])
  return (row) => {
    let text = ''
    for (const { codes, values } of columns) {
      const cell = values[row]!
      text += codes === undefined || cell < 0 ? ` ${cell}` : ` ${codes.text(cell)}`
    }
    return text
  }
}

/** Asks what everybody asks, of every year and every unit, as known at a position. Today plays no part in it. */
export function replayAnswers(ledger: Ledger, knownAt: Position): Replayed[] {
  const years = yearsOf(ledger, knownAt)
  const units = [...new Set(unitHistory(ledger.view.facts, knownAt).map(({ code }) => code))].sort()
  const last = years.at(-1) ?? '1992'
  const replay = (question: string, list: readonly JsonObject[]): Replayed => {
    const hash = createHash('sha256')
    let refused = 0
    for (const asked of list) {
      const asOf = dateOf(spanOf(String(asked['period'] ?? last)).last)
      const answered = ledger.ask(question, asked, { asOf, knownAt: String(knownAt) })
      if (answered.refused) refused += 1
      // A refusal is an answer too: the same question is refused for the same reason for ever.
      hash.update(JSON.stringify(answered))
    }
    return { question, answers: list.length, refused, digest: hash.digest('hex') }
  }
  const perYear = years.map((period): JsonObject => ({ period }))
  return [
    replay('units', [{ history: true }]),
    replay('rules', [{}]),
    replay('ranking', [...perYear, ...perYear.map((asked) => ({ ...asked, scope: 'district' }))]),
    replay(
      'gaps',
      perYear.map((asked) => ({ ...asked, late: true })),
    ),
    replay(
      'explanation',
      perYear.flatMap((asked) => units.map((unit) => ({ ...asked, unit }))),
    ),
  ]
}

/** The years in which something was recorded and rules were in force. */
function yearsOf({ view: { facts, rulebook } }: Ledger, knownAt: Position): Period[] {
  const first = Math.min(...rulebook.adopted.filter(({ at }) => at <= knownAt).map(({ from }) => from))
  const years = new Set<Period>()
  for (let position = 0; position <= knownAt; position += 1) {
    const day = facts.history.occurredOn[position]!
    if (day >= first) years.add(periodOf(day, 'year'))
  }
  return [...years].sort()
}
