/** `wuhao version`: of the program, of the evaluator, and of what runs them. */
import { present } from '../output.js'
import { versionOfProgram } from '../package.js'
import { defineVerb, outputOptions } from '../verb.js'

export const version = defineVerb({
  name: 'version',
  topic: 'tend',
  summary: { zh: '版本', en: 'versions' },
  options: { ...outputOptions },
  examples: ['wuhao version --json'],
  run: async (context, form) => {
    const { ENGINE } = await import('../../../projections/engine.js')
    const { node, sqlite } = { node: process.versions.node, sqlite: process.versions['sqlite'] }
    const data = { version: versionOfProgram(), engine: ENGINE, node, ...(sqlite !== undefined && { sqlite }) }
    const text = () => [context.words.version(data.version, ENGINE, node)]
    return await present(context, form, { schema: 'version', basis: undefined, data, text })
  },
})
