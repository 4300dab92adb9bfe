/** `wuhao demo`: the sample district in a temporary folder, and what can be asked of it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '../../../events/event.js'
import type { AwardStanding } from '../../../projections/award-shown.js'
import type { ChangedRow, Changes } from '../../../projections/changes/shape.js'
import type { Explanation, Line } from '../../../projections/explanation.js'
import type { BasisRequest } from '../../../projections/question.js'
import type { RankRow } from '../../../projections/ranking.js'
import { dateOf, dayOfInstant } from '../../../events/time.js'
import type { Answered, Ledger } from '../../ledger.js'
import { awardLines } from '../award-lines.js'
import { basisLine } from '../basis.js'
import { overview } from '../board.js'
import { changesLines, changesView } from '../changes.js'
import type { Context } from '../context.js'
import { DONE } from '../exits.js'
import { headOf } from '../heads.js'
import { namesOf } from '../names.js'
import { movedText, rankLines, rankView } from '../ranks.js'
import { seeded } from '../seeding.js'
import { tableLines, tableOf } from '../table.js'
import { isLost, treeLines } from '../tree.js'
import { defineVerb, whole } from '../verb.js'

const PERIOD = '2025'
/** The rules before against those in force. */
const BETWEEN = { a: { rules: '2024.1' }, b: { rules: '2025.1' } }
/** The award of two pools. */
const AWARD = 'department'
const WEEKS = 10
const TOP = 10

export const demo = defineVerb({
  name: 'demo',
  topic: 'start',
  summary: { zh: '在临时目录里造一个示例区看看', en: 'see a sample district in a temporary folder' },
  options: { seed: whole('--seed <n>', '随机种子（默认42）', 'the seed (42 by default)') },
  examples: ['wuhao demo', 'npm run demo'],
  run: async (context, { seed = 42 }) => {
    const { words, print, io } = context
    const begun = performance.now()
    const store = join(mkdtempSync(join(tmpdir(), 'wuhao-demo-')), 'ledger')
    const say = (...lines: readonly string[]): void => print(lines.map((line) => `${line}\n`).join(''))
    const made = await seeded(context, store, seed)
    await made.ledger.close()
    const start = performance.now()
    const ledger = await io.stores.open({ store, readOnly: true, clock: io.now })
    try {
      const kinds = kindsOf(ledger)
      say(words.demo.seeded(made.events, kinds.street, kinds.community, made.ms))
      say(words.demo.opened(made.events, performance.now() - start), '')
      const unit = await tour(context, ledger, say)
      const commands = words.demo.commands(quoted(store), unit)
      say('', words.demo.next, ...commands.map((line) => `  ${line}`), words.demo.kept(store))
    } finally {
      await ledger.close()
    }
    say(words.demo.took(performance.now() - begun))
    return DONE
  },
})

type Say = (...lines: readonly string[]) => void

/** A path as a shell takes it. */
const quoted = (path: string): string => (/^[\w./:-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`)

/** How many units of each kind there are at the end of the period. */
function kindsOf(ledger: Ledger): Readonly<Record<'street' | 'community', number>> {
  const count = (kind: string): number => {
    const answered = ledger.ask('units', { kind }, { asOf: `${PERIOD}-12-31` })
    return answered.refused ? 0 : (answered.data as readonly unknown[]).length
  }
  return { street: count('street'), community: count('community') }
}

/** Shows what the ledger answers. Gives the code of the unit that was explained. */
async function tour(context: Context, ledger: Ledger, say: Say): Promise<string> {
  const { words, style } = context
  const now = rank(ledger)
  const title = (text: string): string => style('bold', text)
  say(title(words.demo.top(PERIOD, TOP)), ...topOf(context, ledger, now), basisLine(context, now.basis), '')
  const chosen = mostTelling(ledger, now)
  const { citing } = await import('../cite.js')
  const cite = citing(context, ledger.view, Number(chosen.basis.knownAt), PERIOD)
  const explained = chosen.data as Explanation
  say(
    title(words.demo.why(explained.unit.name, explained.total)),
    ...headOf(context, ledger, chosen, explained),
    ...treeLines(context, explained.lines, { depth: Infinity, few: 1, isOpen: isLost, cite }),
    '',
  )
  say(title(words.demo.otherRules))
  const changed = asked(ledger, 'changes', { of: 'ranking', period: PERIOD, scope: 'district', ...BETWEEN })
  say(...changesLines(context, changesView(ledger, furthest(changed.data as Changes))), basisLine(context, changed.basis), '')
  const { history } = ledger.view.facts
  const day = dateOf(dayOfInstant(history.recordedAt[history.length - 1]!) - WEEKS * 7)
  const earlier = rank(ledger, { knownAt: day })
  const later = Number(now.basis.knownAt) - Number(earlier.basis.knownAt)
  say(
    title(words.demo.earlier(day, WEEKS, later, moves(earlier, now).length)),
    '',
    ...moveLines(context, ledger, earlier, now),
    basisLine(context, earlier.basis),
    '',
  )
  const { street } = (now.data as readonly RankRow[]).find(({ unit }) => unit.code === explained.unit.code)!.unit
  const scope = `street:${street}`
  const board = asked(ledger, 'accreditation', { scope }, { asOf: `${PERIOD}-12-31` })
  say(title(words.demo.board), ...overview(context, ledger, board, { scope }), basisLine(context, board.basis), '')
  const standings = asked(ledger, 'awards', { period: PERIOD, award: AWARD })
  const [standing] = standings.data as readonly AwardStanding[]
  say(
    title(words.demo.award(standing!.title)),
    ...awardLines(context, namesOf(ledger.view, standings.basis), standing!),
    basisLine(context, standings.basis),
  )
  return explained.unit.code
}

function asked(ledger: Ledger, question: string, about: JsonObject, basis: BasisRequest = {}): Answered {
  const answered = ledger.ask(question, about, basis)
  if (answered.refused) throw new Error(answered.words.en)
  return answered
}

const rank = (ledger: Ledger, basis?: BasisRequest): Answered =>
  asked(ledger, 'ranking', { period: PERIOD, scope: 'district' }, basis)

/** The first rows. */
function topOf(context: Context, ledger: Ledger, shown: Answered): string[] {
  const view = rankView(ledger, shown, undefined)
  return rankLines(context, { ...view, rows: view.rows.filter((row) => row.rank !== null && row.rank <= TOP) }, false)
}

/** The changes with only those rows that moved furthest; the counts stay those of all. */
function furthest(changes: Changes): Changes {
  const by = ({ from, to }: ChangedRow): number => Math.abs((from?.rank ?? 0) - (to?.rank ?? 0))
  return { ...changes, rows: [...changes.rows].sort((a, b) => by(b) - by(a)).slice(0, TOP) }
}

interface Move {
  readonly before: RankRow
  readonly after: RankRow
  /** Places gained; negative where lost. */
  readonly by: number
}

/** Units that rank differently, those that moved most first. */
function moves(from: Answered, to: Answered): Move[] {
  const before = new Map((from.data as readonly RankRow[]).map((row) => [row.unit.code, row]))
  return (to.data as readonly RankRow[])
    .flatMap((after) => {
      const was = before.get(after.unit.code)
      if (was === undefined || was.rank === null || after.rank === null || was.rank === after.rank) return []
      return [{ before: was, after, by: was.rank - after.rank }]
    })
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
}

/** Those that moved most between two rankings. */
function moveLines(context: Context, ledger: Ledger, from: Answered, to: Answered): string[] {
  const { words, style } = context
  const names = namesOf(ledger.view, to.basis)
  const table = tableOf(moves(from, to).slice(0, TOP), [
    { title: words.rank.code, value: ({ after }) => after.unit.code },
    { title: words.rank.unit('community'), value: ({ after }) => after.unit.name },
    { title: words.rank.street, value: ({ after }) => names(after.unit.street ?? '') },
    { title: words.demo.rankThen, right: true, value: ({ before }) => String(before.rank) },
    { title: words.demo.totalThen, right: true, value: ({ before }) => before.total },
    { title: words.demo.rankNow, right: true, value: ({ after }) => String(after.rank) },
    { title: words.demo.totalNow, right: true, value: ({ after }) => after.total },
    { title: words.rank.moved, value: ({ by }) => movedText(context, by) },
  ])
  return tableLines(table, { title: (line) => style('dim', line) })
}

/** The explanation in which most different things happen: missing work, records that do not count, caps, corrections. */
function mostTelling(ledger: Ledger, { data }: Answered): Answered {
  let best: Answered | undefined
  let most = -1
  for (const { unit, rank: place } of data as readonly RankRow[]) {
    if (place === null) continue
    const answered = ledger.ask('explanation', { unit: unit.code, period: PERIOD })
    if (answered.refused) continue
    const told = tellingOf(ledger, (answered.data as Explanation).lines)
    if (told > most) [best, most] = [answered, told]
  }
  if (best === undefined) throw new Error('nobody was appraised')
  return best
}

function tellingOf({ view: { facts, size } }: Ledger, lines: readonly Line[]): number {
  const all: Line[] = []
  // Only what will be seen: lines with all their points stay closed.
  const visit = (line: Line): void => {
    all.push(line)
    if (isLost(line)) line.lines.forEach(visit)
  }
  lines.forEach(visit)
  const has = (test: (line: Line) => boolean): number => (all.some(test) ? 1 : 0)
  return (
    has(({ missing }) => missing.length > 0) +
    has(({ notCounted }) => notCounted.length > 0) +
    has(({ kind }) => kind === 'limit') +
    has(({ kind, points }) => kind === 'bonus' && points !== '0.00') +
    has(({ counted }) => counted.some((position) => facts.history.correctedBy(position, size - 1) !== undefined))
  )
}
