/** How `npm test` reads: a line for each test file, every failure in full, and tap's own totals at the end. */
import { Transform } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

const point = /^( *)(not ok|ok) \d+(?: - (.*?))?(?: # (.*))?$/
const subtest = /^( *)# Subtest: (.*)$/

/** Reads the raw TAP of a run. tap asks for a stream class as default export. */
export default class Reporter extends Transform {
  #decoder = new StringDecoder('utf8')
  #rest = ''
  /** Names of the subtests that are open, outermost first: the test file. */
  #open = []
  #checks = 0
  /** What failed in the file at hand, as it is to be printed. */
  #failures = []
  /** Whether the diagnostics of a failure come next, or are being read now. */
  #diagnosing = false

  _transform(chunk, _encoding, done) {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n')
    this.#rest = lines.pop()
    for (const line of lines) this.#read(line)
    done()
  }

  _flush(done) {
    this.#read(this.#rest)
    done()
  }

  #read(line) {
    const opened = subtest.exec(line)
    const closed = point.exec(line)
    if (opened) {
      this.#diagnosing = false
      // A subtest stands one level, four spaces, deeper than what it is part of.
      this.#open.splice(opened[1].length / 4, Infinity, opened[2])
    } else if (closed) {
      const [, indent, verdict, name, note] = closed
      const depth = indent.length / 4
      const closes = this.#open.length > depth && this.#open[depth] === name
      this.#open.length = Math.min(this.#open.length, closes ? depth : this.#open.length)
      this.#diagnosing = verdict === 'not ok' && !closes && 'next'
      if (depth === 0) this.#file(verdict, name, note)
      else if (!closes) this.#check(verdict, name, note)
    } else if (/^# (?:\{|time)/.test(line)) this.push(`${line}\n`)
    else if (/^ *Bail out!/.test(line)) this.push(`${line.trim()}\n`)
    else if (this.#diagnosing) this.#diagnose(line)
  }

  /** The YAML block after a failure, moved to the left. */
  #diagnose(line) {
    if (this.#diagnosing === 'next' && !/^ *---$/.test(line)) return
    this.#diagnosing = /^ *\.\.\.$/.test(line) ? false : 'now'
    if (!/^ *(?:---|\.\.\.)$/.test(line)) this.#failures.push(line.slice(this.#open.length * 4 - 2).trimEnd())
  }

  #check(verdict, name = '', note = '') {
    this.#checks += 1
    if (verdict === 'not ok') this.#failures.push(`  ✘ ${[...this.#open, name].join(' › ')}`)
    else if (/^(?:skip|todo)/i.test(note)) this.#failures.push(`  ~ ${[...this.#open, name].join(' › ')} # ${note}`)
  }

  #file(verdict, name, note = '') {
    const time = note.replace('time=', '').replace(/\.\d+ms$/, 'ms')
    this.push(`${verdict === 'ok' ? '✔' : '✘'} ${name}  ${this.#checks} ${this.#checks === 1 ? 'check' : 'checks'}  ${time}\n`)
    if (verdict === 'not ok' && this.#failures.length === 0) this.#failures.push('  ended before its first check')
    if (this.#failures.length > 0) this.push(`${this.#failures.join('\n').trimEnd()}\n\n`)
    this.#checks = 0
    this.#failures = []
    this.#diagnosing = false
  }
}
