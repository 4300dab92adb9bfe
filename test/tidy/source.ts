/** The files of the project as the tidy checks see them: text, tokens, comments and what is imported. */
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** A file of the project, its path relative to the root with forward slashes. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** A piece of a file and the line on which it starts, from 1. */
export interface Piece {
  readonly text: string
  readonly line: number
}

/** What is wrong, where, and what would be right. */
export interface Fault {
  readonly path: string
  /** From 1; 0 for the file as a whole. */
  readonly line: number
  readonly wrong: string
}

/** A fault as it is printed. */
export const print = ({ path, line, wrong }: Fault): string => `${path}${line === 0 ? '' : `:${line}`} ${wrong}`

const ROOT = new URL('../../', import.meta.url)
const BINARY = /\.(?:db|png|jpg|xlsx|docx|zip|gz)$/

/** Every file that git would take: all below the root but what `.gitignore` names. */
export function projectFiles(): Source[] {
  const ignored = readFileSync(new URL('.gitignore', ROOT), 'utf8').split('\n').filter(Boolean)
  const folders = new Set(['.git/', ...ignored.filter((line) => line.endsWith('/'))])
  const endings = ignored.filter((line) => line.startsWith('*')).map((line) => line.slice(1))
  const walk = (folder: string): string[] =>
    readdirSync(new URL(folder, ROOT), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}${entry.name}`
      if (entry.isDirectory()) return folders.has(`${entry.name}/`) || folders.has(`/${path}/`) ? [] : walk(`${path}/`)
      return endings.some((ending) => entry.name.endsWith(ending)) ? [] : [path]
    })
  return walk('')
    .sort()
    .map((path) => ({ path, text: BINARY.test(path) ? '' : readFileSync(new URL(path, ROOT), 'utf8') }))
}

/** Whether the file is code that the checks can read. */
export const isCode = ({ path }: Source): boolean => /\.(?:ts|mjs|js)$/.test(path)

interface Reading {
  /** In order. Texts in quotes keep their quotes. */
  readonly tokens: readonly Piece[]
  /** Line by line. */
  readonly comments: readonly Piece[]
  /** Whether the file only passes on what others export. */
  readonly barrel: boolean
}

/** A file of code, taken apart by the compiler's own scanner. */
export function read({ path, text }: Source): Reading {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
  const tokens: Piece[] = []
  const comments: Piece[] = []
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return
    const children = node.getChildren(file)
    for (const child of children) visit(child)
    if (children.some((child) => !ts.isJSDoc(child)) || node.kind === ts.SyntaxKind.SyntaxList) return
    // A leaf: what stands between the end of the one before and its start is blanks and comments.
    const start = node.getStart(file)
    const before = text.slice(node.pos, start)
    for (const { 0: comment, index } of before.matchAll(/\/\*[^]*?\*\/|\/\/.*/g)) {
      comment.split('\n').forEach((line, offset) => comments.push({ text: line, line: lineOf(node.pos + index) + offset }))
    }
    if (node.end > start) tokens.push({ text: text.slice(start, node.end), line: lineOf(start) })
  }
  visit(file)
  const barrel = file.statements.length > 0 && file.statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
  return { tokens, comments, barrel }
}

/** A phrase of tokens, each a regular expression, in one text with blanks between; and what to do instead. */
type Phrase = readonly [words: string, instead: string]

/** Where phrases occur among tokens. */
export function phrasesIn(tokens: readonly Piece[], phrases: readonly Phrase[]): (Piece & { readonly instead: string })[] {
  return phrases.flatMap(([phrase, instead]) => {
    const words = phrase.split(' ').map((word) => new RegExp(`^(?:${word})$`))
    return tokens.flatMap(({ line }, start) => {
      const said = tokens.slice(start, start + words.length).map(({ text }) => text)
      const found = said.length === words.length && words.every((word, index) => word.test(said[index] ?? ''))
      return found ? [{ line, instead, text: said.join(' ').replace(/ ?([.()]) ?/g, '$1') }] : []
    })
  })
}

/** What a file imports or re-exports, by any syntax, and the scripts that it starts with `new URL('./x.js', import.meta.url)`. */
export function importsOf({ text }: Source): Piece[] {
  const lineOf = (position: number): number => text.slice(0, position).split('\n').length
  const imported = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName, pos }) => ({ text: fileName, line: lineOf(pos) }))
  const started = [...text.matchAll(/new URL\('(\.[^']*\.js)', import\.meta\.url\)/g)]
  return [...imported, ...started.map(({ 1: name, index }) => ({ text: name ?? '', line: lineOf(index) }))]
}

/** The file that a relative import means; a package name as it is. */
export function target(from: string, name: string): string {
  if (!name.startsWith('.')) return name
  return new URL(name, `file:///${from}`).pathname.slice(1).replace(/\.js$/, '.ts')
}
