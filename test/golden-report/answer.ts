/**
 * Writes the answers of the second golden ledger, worked out by the slow twins and by nobody else.
 * By hand: `node --import @tapjs/typescript/import test/golden-report/answer.ts`.
 */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dayOf, spanOf } from '../../events/time.js'
import { linesOf } from '../golden/asked.js'
import { entriesOf, type GoldenEntry } from '../golden/ledger.js'
import { slowBoard } from '../twin/accreditation.js'
import { knownOn, ruleEventsOf, slowAnswers, worldsOf } from '../twin/answers.js'
import { effectiveIn, slowRound } from '../twin/award-documents.js'
import { slowCover } from '../twin/coverage.js'
import { compare, greatest, least, minus, numberOf, times } from '../twin/fraction.js'
import { holdsOn, roster, unitOn } from '../twin/roster.js'
import { type Part, type RuleDocument, rulesOfPart, type Scheme } from '../twin/rules.js'
import { sheetNamed } from '../twin/sheet.js'
import { numberIn, rowsOf, type World } from '../twin/world.js'
import { type Asked, questions } from './asked.js'
import { isHolding, type PlainHolders, type PlainTitles } from './plain.js'
import { report } from './report.js'

/** Answers over the entries of a log. */
export function twinAnswers(entries: readonly GoldenEntry[]): (asked: Asked) => unknown {
  const ruleEvents = ruleEventsOf(entries)
  const worldAt = worldsOf(entries)
  const twin = slowAnswers(ruleEvents, worldAt)
  const typeAt = (position: number): string => entries[position]!.event.type
  return (asked) => {
    const { question, period = '', scheme = '', cover = '', asOf, rules } = asked
    const knownAt = knownOn(entries, asked.knownOn)
    const world = worldAt(knownAt)
    const part = (of: Part, day = Math.min(dayOf(asOf), period === '' ? dayOf(asOf) : spanOf(period).last)): RuleDocument => {
      const document = rulesOfPart(ruleEvents, of, { day, knownAt, rules })
      assert(document !== undefined, `no ${of} on ${asOf}`)
      return document
    }
    switch (question) {
      case 'board': {
        const basis = { asOf: dayOf(asOf), knownAt, rules, period: asked.period }
        const rows = slowBoard({ ruleEvents, world, typeAt, scheme, ...basis })
        const meets = rows.filter((row) => row.meets === 'yes').length
        return {
          rows,
          meets: rows.some((row) => row.meets === null) ? null : `${meets} of ${rows.length}`,
          holds: `${rows.filter(({ status }) => isHolding(status)).length} of ${rows.length}`,
        }
      }
      case 'titles':
        return titlesOf(world, part('accreditation', dayOf(asOf)).accreditation ?? [], dayOf(asOf))
      case 'streets': {
        const wanted = { period, asOf, knownAt, rules, sheet: 'street' }
        const last = Math.min(dayOf(asOf), spanOf(period).last)
        return {
          ranking: twin.ranking(wanted, 'district'),
          scores: twin.scores(wanted),
          flags: flagsOf(world, part('sheets'), period, last),
        }
      }
      case 'gaps':
        return twin.gaps({ period, asOf, knownAt, rules })
      case 'awards':
        return slowRound(part('awards').awards ?? [], effectiveIn(entries, knownAt), { period, asOf })
      case 'coverage': {
        const rule = part('coverage').coverage?.find(({ id }) => id === cover)
        assert(rule !== undefined, cover)
        return slowCover(rule, { world, duties: part('duties').duties ?? [], period, asOf })
      }
    }
  }
}

/** Who holds the titles on a day. Of a title that nobody was given so far nobody knows how many hold it. */
function titlesOf(world: World, rules: readonly Scheme[], day: number): PlainTitles {
  const standing = (kinds: readonly string[]): string[] => [...new Set(kinds)].flatMap((kind) => roster(world, kind, day))
  const schemes = rules.map(({ id, units: kinds }): PlainHolders => {
    const rows = world.rows.filter((row) => row.name === 'title' && row.as === 'unit' && row.cells['scheme'] === id)
    const units = standing(kinds)
    const holding = [...new Set(rows.filter(holdsOn(day)).map(({ subject }) => subject))].sort()
    const holders = holding.filter((code) => units.includes(code))
    return {
      scheme: id,
      holders,
      outside: holding.filter((code) => !units.includes(code) && unitOn(world, code, day) !== undefined),
      count: rows.some(({ from }) => from <= day) ? holders.length : null,
      of: units.length,
    }
  })
  const holding = new Set(schemes.flatMap(({ holders }) => holders))
  return { schemes, together: `${holding.size} of ${standing(rules.flatMap(({ units }) => units)).length}` }
}

/** Where the offices that judge the streets lie further apart than the rules allow: the unit and the address. */
function flagsOf(world: World, document: RuleDocument, period: string, last: number): string[] {
  const sheet = sheetNamed(document, 'street')
  assert(sheet !== undefined && Array.isArray(sheet.appraiser))
  const offices = sheet.appraiser
  const items = sheet.headings.flatMap((heading) => heading.items.map((item) => ({ item, address: `${heading.id}.${item.id}` })))
  return roster(world, sheet.appraises, last).flatMap((unit) =>
    items.flatMap(({ item: { measure, max = '0' }, address }) => {
      const several = (measure as { several?: { gap?: string } } | undefined)?.several
      if (several?.gap === undefined) return []
      const judged = rowsOf(world, 'ItemJudged', 'unit', unit).filter(
        ({ cells, from, period: of }) =>
          cells['sheet'] === 'street' && cells['clause'] === address && of === period && from <= last,
      )
      const given = offices.flatMap((office) => {
        const row = judged.findLast(({ cells }) => cells['assessor'] === office)
        return row === undefined ? [] : [numberIn(row, 'points')!]
      })
      if (given.length === 0) return []
      const apart = minus(given.reduce(greatest), given.reduce(least))
      return compare(apart, times(numberOf(max), numberOf(several.gap))) > 0 ? [`${unit} ${address}`] : []
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const twin = twinAnswers(entriesOf(report.storedEvents()))
  const answers = questions.map((asked) => ({ asked, answer: twin(asked) }))
  writeFileSync(report.fileOf('answers.json'), linesOf(answers))
  console.log(`${answers.length} answers`)
}
