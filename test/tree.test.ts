/** The tree is that of RFC 6962, whichever way it grew. */
import t from 'tap'
import { emptyFrontier, emptyRoot, formatPeaks, grow, leafHash, nodeHash, parseFrontier, rootOf } from '../src/log/tree.js'
import { naiveLeaf, naiveRoot } from './log/given.js'

/** The leaves and roots with which the implementations of RFC 6962 are compared (transparency-dev/merkle). */
const published = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
] as const

/** `count` different leaf hashes. */
const leaves = (count: number) => Array.from({ length: count }, (_, index) => leafHash(`示例 ${index}`))

t.test('the empty tree has the hash of nothing as its root', async (t) => {
  t.equal(emptyRoot, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  t.equal(rootOf(emptyFrontier), emptyRoot)
})

t.test('the published trees of one to eight leaves have their published roots', async (t) => {
  let frontier = emptyFrontier
  for (const [hex, root] of published) {
    frontier = grow(frontier, [leafHash(Buffer.from(hex, 'hex').toString('latin1'))])
    t.equal(rootOf(frontier), root, `${frontier.size} leaves`)
  }
})

t.test('a leaf is hashed as the byte 0 and its UTF-8 bytes, a node as the byte 1 and two digests', async (t) => {
  const texts = ['', 'a', '示例：五老', '🌱', '\u2028"\\']
  t.same(texts.map(leafHash), texts.map(naiveLeaf))
  const [left, right] = [leafHash('左'), leafHash('右')]
  t.equal(nodeHash(left, right), naiveRoot([left, right]))
  t.not(nodeHash(left, right), nodeHash(right, left), 'the order counts')
})

t.test('trees of 0 to 130 leaves have the root of the recursive definition', async (t) => {
  const all = leaves(130)
  let frontier = emptyFrontier
  for (let size = 0; size <= all.length; size++) {
    if (size > 0) frontier = grow(frontier, [all[size - 1]!])
    const expected = naiveRoot(all.slice(0, size))
    if (rootOf(frontier) !== expected || frontier.size !== size) t.fail(`${size} leaves`)
    if (rootOf(grow(emptyFrontier, all.slice(0, size))) !== expected) t.fail(`${size} leaves at once`)
  }
  t.equal(frontier.size, 130)
})

t.test('growing leaves the frontier that was given as it is', async (t) => {
  const before = grow(emptyFrontier, leaves(7))
  const root = rootOf(before)
  grow(before, leaves(9))
  t.equal(rootOf(before), root)
  t.equal(before.size, 7)
})

t.test('a stored frontier goes on as if it had never been stored', async (t) => {
  const all = leaves(130)
  const root = naiveRoot(all)
  for (let size = 0; size <= 129; size++) {
    const before = grow(emptyFrontier, all.slice(0, size))
    const after = parseFrontier(size, formatPeaks(before))
    t.same(after, before)
    t.equal(rootOf(grow(after ?? emptyFrontier, all.slice(size))), root, `stored at ${size} leaves`)
  }
})

t.test('a frontier of another size, or of no digests, is none', async (t) => {
  const peaks = formatPeaks(grow(emptyFrontier, leaves(6)))
  t.ok(parseFrontier(6, peaks))
  t.equal(parseFrontier(7, peaks), undefined)
  t.equal(parseFrontier(8, peaks), undefined)
  t.equal(parseFrontier(0, peaks), undefined)
  t.equal(parseFrontier(6, peaks.slice(1)), undefined)
  t.equal(parseFrontier(6, peaks.toUpperCase()), undefined)
  t.equal(parseFrontier(1, ''), undefined)
})
