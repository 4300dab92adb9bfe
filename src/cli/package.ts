/** The version of the program, from the package that it came in. */
import { existsSync, readFileSync } from 'node:fs'

/** The nearest package above: the compiled file lies one folder deeper than its source. */
export function versionOfProgram(): string {
  let folder = new URL('./', import.meta.url)
  while (!existsSync(new URL('package.json', folder))) folder = new URL('../', folder)
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { readonly version: string }
  return version
}
