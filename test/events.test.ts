/** The catalogue of events: names, sentences, schemas, what their facts may be, and that events/README.md says so. */
import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { z } from 'zod'
import { type Fact, TARGETS_STREAM } from '../events/define.js'
import type { Json, JsonObject } from '../events/event.js'
import { KeyId, kindOfSubject, metaOf, SubjectId } from '../events/fields.js'
import { files } from '../events/index.js'
import { fieldLabels, periodZh, roleLabels, zhOf } from '../events/labels.js'
import { columnsOfStanding } from '../events/standings.js'
import { cadenceOf } from '../events/time.js'
import { wordsOf } from '../events/words.js'
import { catalogue, fieldsOf, wordsIn } from './fixtures/catalogue.js'
import { registered, samplesOf, samplesWithoutOptional } from './fixtures/samples.js'

const each = registered.map((definition) => ({ definition, samples: samplesOf(definition) }))
const factsOf = ({ definition, samples }: (typeof each)[number]): Fact[] => samples.flatMap(({ data }) => definition.facts(data))
const typesWhere = (wrong: (one: (typeof each)[number]) => boolean): string[] =>
  each.filter(wrong).map(({ definition }) => definition.type)
const repeated = (texts: readonly string[]): string[] => texts.filter((text, i) => texts.indexOf(text) !== i)

t.test('a type is the name of one exported constant', async (t) => {
  t.strictSame(
    typesWhere(({ definition: { type } }) => !/^[A-Z][A-Za-z]+$/.test(type)),
    [],
  )
  t.strictSame(repeated(Object.values(files).flatMap((file) => Object.keys(file))), [])
})

t.test('a label stands alone on a screen: Chinese, and no two alike', async (t) => {
  t.strictSame(repeated(registered.map(({ label }) => label)), [])
  t.strictSame(
    typesWhere(({ definition: { label } }) => !/^[\p{Script=Han}、]{2,16}$/u.test(label)),
    [],
  )
})

t.test('every type says its sentence in both languages, whatever the words in it', async (t) => {
  const faults = each.flatMap(({ definition, samples }) =>
    samples.flatMap(({ data, fieldOf }) => {
      const { zh, en } = definition.sentence(data)
      const values = [...fieldOf.keys()].filter((value) => wordsOf[value] === undefined)
      const strange = values.reduce((rest, value) => rest.replaceAll(value, ''), zh).match(/[A-Za-z_]{2,}/)
      const broken = /undefined|null|NaN|object Object/.test(zh + en) || zh === '' || en === ''
      return strange !== null || broken || /[\u3400-\u9fff]/.test(en.replaceAll(/示例/g, ''))
        ? [`${definition.type}: ${zh} | ${en}`]
        : []
    }),
  )
  t.strictSame(faults, [])
})

t.test('an id in a sentence touches no other letter or digit, so that names can be put in its place', async (t) => {
  const ids = /(?<![A-Za-z0-9-])([CT]\d{3}|p-\d{4}|b-\d{3})(?![A-Za-z0-9-])/g
  const faults = each.flatMap(({ definition, samples }) =>
    samples.flatMap(({ data }) =>
      Object.values(definition.sentence(data))
        .filter((words: string) => /[CT]\d{3}|p-\d{4}|b-\d{3}/.test(words.replaceAll(ids, '')))
        .map((words: string) => `${definition.type}: ${words}`),
    ),
  )
  t.strictSame(faults, [])
})

t.test('words, fields and roles have Chinese labels, and no label is left over', async (t) => {
  const fields = registered.flatMap(({ type, data }) => fieldsOf(data).map((field) => ({ type, ...field })))
  const words = fields.flatMap((field) => wordsIn(field).map((word) => ({ word, field: field.name })))
  t.strictSame(
    words.filter(({ word, field }) => zhOf(word, field) === word),
    [],
  )
  t.strictSame(
    fields.filter(({ name }) => fieldLabels[name] === undefined).map(({ type, path }) => `${type}.${path}`),
    [],
  )

  const inFacts = each.flatMap(factsOf).flatMap(({ cells }) => Object.values(cells))
  const used = new Set([...words.flatMap(({ word, field }) => [word, `${field}.${word}`]), ...inFacts])
  t.strictSame(
    Object.keys(wordsOf).filter((key) => !used.has(key)),
    [],
  )
  const names = new Set(fields.flatMap(({ type, name }) => [name, `${type}.${name}`]))
  t.strictSame(
    Object.keys(fieldLabels).filter((key) => !names.has(key)),
    [],
  )

  const roles = new Set(each.flatMap(factsOf).map(({ as }) => as))
  t.strictSame(Object.keys(roleLabels).toSorted(), [...roles].toSorted())
})

t.test('a word has one label in a field: no two words of an enum read alike', async (t) => {
  for (const { type, data } of registered)
    for (const field of fieldsOf(data))
      t.strictSame(repeated(wordsIn(field).map((word) => zhOf(word, field.name))), [], `${type}.${field.path}`)
})

t.test('periods are written as people write them', async (t) => {
  t.strictSame(['2026', '2026-09', '2026-12'].map(periodZh), ['2026年', '2026年9月', '2026年12月'])
  t.strictSame(
    ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map(periodZh),
    ['一', '二', '三', '四'].map((n) => `2026年第${n}季度`),
  )
})

t.test('every field says what would be right', async (t) => {
  const silent = registered.flatMap(({ type, data }) =>
    fieldsOf(data)
      .filter(({ schema }) => !(schema instanceof z.ZodObject) && !(schema instanceof z.ZodLiteral))
      .filter(({ schema }) => !(schema instanceof z.ZodArray && schema.element instanceof z.ZodObject))
      .filter(({ schema }) => metaOf(schema).expected === undefined)
      .map(({ path }) => `${type}.${path}`),
  )
  t.strictSame(silent, [])
})

t.test('schemas take what they name, and nothing else', async (t) => {
  for (const { definition, samples } of each)
    for (const { data } of samples) {
      const parsed = definition.data.safeParse(data)
      if (!parsed.success) t.fail(`${definition.type}: ${z.prettifyError(parsed.error)}`, { data })
    }
  t.strictSame(
    typesWhere(({ definition, samples }) => definition.data.safeParse({ ...samples[0]?.data, extra: 1 }).success),
    [],
  )
  const nested = each.flatMap(({ definition, samples }) =>
    Object.entries(samples[0]?.data ?? {}).flatMap(([key, value]) => {
      const spoilt = Array.isArray(value) ? (value as readonly Json[]).map(spoil) : spoil(value)
      if (JSON.stringify(spoilt) === JSON.stringify(value) || definition.type === 'EventCorrected') return []
      return definition.data.safeParse({ ...samples[0]?.data, [key]: spoilt }).success ? [`${definition.type}.${key}`] : []
    }),
  )
  t.strictSame(nested, [])
})

const spoil = (value: Json): Json =>
  typeof value === 'object' && value !== null ? { ...(value as JsonObject), extra: 1 } : value

t.test('an optional field may be left out, and facts and sentence do without it', async (t) => {
  const needed: string[] = []
  for (const definition of registered)
    for (const { path, data } of samplesWithoutOptional(definition)) {
      if (!definition.data.safeParse(data).success) needed.push(`${definition.type}.${path}`)
      t.notMatch(JSON.stringify(definition.sentence(data)) + definition.stream(data), /undefined|NaN/)
      t.notMatch(JSON.stringify(definition.facts(data).map(({ subject }) => subject)), /null/)
    }
  t.strictSame(needed, ['LeadershipTeamAdjusted.changes[].holder'], 'only whoever comes in must say what they are')
})

t.test('streams are a category without a dash, and what follows is in the data', async (t) => {
  const wrong = each.flatMap(({ definition, samples }) =>
    samples
      .map(({ data, fieldOf }) => ({ stream: definition.stream(data), values: [...fieldOf.keys()] }))
      .filter(({ stream, values }) => {
        const [category, ...rest] = stream.split('-')
        const subject = rest.join('-')
        return !/^[a-z]+$/.test(category ?? '') || (subject !== '' && !values.some((value) => subject.endsWith(value)))
      })
      .map(({ stream }) => `${definition.type}: ${stream}`),
  )
  t.strictSame(wrong, [])
  t.strictSame(
    typesWhere(
      ({ definition, samples }) =>
        (definition.stream(samples[0]?.data ?? {}) === TARGETS_STREAM) !== (definition.file === 'correction'),
    ),
    [],
  )
})

t.test('a type with a period says how far from it the day may lie, and no other does', async (t) => {
  const periods = each.map(({ definition, samples }) => ({
    ...definition,
    periods: samples.map(({ data }) => definition.period?.(data)),
  }))
  t.strictSame(
    periods.filter(({ periods, timing }) => periods.includes(undefined) !== (timing === undefined)),
    [],
  )
  t.strictSame(
    periods.filter(({ periods }) => periods.some((period) => period !== undefined && cadenceOf(period) === undefined)),
    [],
  )
})

t.test('facts are about subjects that the data names, in cells that are declared', async (t) => {
  const faults: string[] = []
  for (const { definition, samples } of each)
    for (const { data } of samples)
      for (const fact of definition.facts(data)) {
        if (
          !(fact.as === 'key' ? KeyId : SubjectId).safeParse(fact.subject).success ||
          !JSON.stringify(data).includes(`"${fact.subject}"`)
        )
          faults.push(`${definition.type}: ${fact.subject}`)
        const declared = fact.fact === 'happened' ? (definition.rows ?? {}) : columnsOfStanding(fact.name)
        for (const [cell, value] of Object.entries(fact.cells))
          if (value !== undefined && !(cell in declared))
            faults.push(`${definition.type}: the cell ${cell} of ${fact.as} is not declared`)
        if (['unit', 'station', 'person', 'brand'].includes(fact.as) && fact.as !== kindOfSubject(fact.subject))
          faults.push(`${definition.type}: ${fact.subject} is no ${fact.as}`)
      }
  t.strictSame(faults, [])
  const unused = each.flatMap((one) =>
    Object.keys(one.definition.rows ?? {}).filter((cell) => !factsOf(one).some(({ cells }) => cells[cell] !== undefined)),
  )
  t.strictSame(unused, [])
})

t.test('what is changed, ended or rested on, something opens', async (t) => {
  const facts = each.flatMap(factsOf).filter((fact) => fact.fact !== 'happened')
  const opened = new Set(facts.filter(({ fact }) => fact === 'opens').map(({ name, as }) => `${name} of ${as}`))
  const wanted = [
    ...facts,
    ...each.flatMap(({ definition, samples }) => samples.flatMap(({ data }) => definition.restsOn?.(data) ?? [])),
  ]
  t.strictSame(
    [...new Set(wanted.map(({ name, as }) => `${name} of ${as}`))].filter((name) => !opened.has(name)),
    [],
  )
})

const readme = new URL('../events/README.md', import.meta.url)
const BEGIN = '<!-- catalogue: written by test/events.test.ts -->\n'
const END = '\n<!-- end of catalogue -->'

t.test('the fields that events/README.md names by hand are there', async (t) => {
  const [prose = ''] = readFileSync(readme, 'utf8').split(BEGIN)
  const named = Array.from(prose.matchAll(/`([A-Z][A-Za-z]+)\.([a-z][\w.]*)`/g), ([text, type, path]) => ({ text, type, path }))
  t.ok(named.length > 30)
  const strange = named.filter(({ type, path }) => {
    const definition = registered.find((one) => one.type === type)
    return definition === undefined || !fieldsOf(definition.data).some((field) => field.path === path)
  })
  t.strictSame(
    strange.map(({ text }) => text),
    [],
  )
})

t.test('events/README.md holds the catalogue as it is', async (t) => {
  const text = readFileSync(readme, 'utf8')
  const begin = text.indexOf(BEGIN) + BEGIN.length
  const end = text.indexOf(END)
  t.ok(begin >= BEGIN.length && end >= begin, 'the markers are there')
  const written = text.slice(begin, end).trim()
  const right = catalogue()
  if (written !== right && process.env['WUHAO_UPDATE'] === '1')
    writeFileSync(readme, `${text.slice(0, begin)}\n${right}\n${text.slice(end)}`)
  else if (written !== right) {
    t.comment(right)
    t.fail(
      'events/README.md is out of date: it should hold the text above; WUHAO_UPDATE=1 npx tap run test/events.test.ts writes it',
    )
  } else t.pass('the same')
})
