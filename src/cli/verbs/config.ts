/** `wuhao config`: every setting, and where it comes from. */
import { present } from '../output.js'
import type { Setting, Settings } from '../settings.js'
import { tableLines, tableOf } from '../table.js'
import { defineVerb, outputOptions } from '../verb.js'

export const config = defineVerb({
  name: 'config',
  topic: 'tend',
  summary: { zh: '各项设置和来源', en: 'every setting and where it comes from' },
  options: { ...outputOptions },
  examples: ['wuhao config', 'WUHAO_STORE=./a wuhao config --json'],
  run: async (context, form) => {
    const { words, settings, style } = context
    const entries = Object.entries(settings) as [keyof Settings, Setting<unknown>][]
    const data = Object.fromEntries(
      entries.map(([name, { value, by, where }]) => [name, { value: value ?? null, by, where: where === '' ? null : where }]),
    )
    const table = tableOf(entries, [
      { title: words.config.name, value: ([name]) => name },
      {
        title: words.config.value,
        value: ([, { value }]) =>
          typeof value === 'string' ? value : value === undefined ? words.none : value === true ? words.yes : words.no,
      },
      { title: words.config.origin, value: ([, { by, where }]) => words.config.by[by](where) },
      { title: words.config.what, value: ([name]) => words.config.meaning[name] },
    ])
    const text = () => tableLines(table, { title: (line) => style('dim', line) })
    return await present(context, form, { schema: 'config', basis: undefined, data, text })
  },
})
