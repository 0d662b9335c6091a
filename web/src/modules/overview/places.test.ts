import { expect, test } from 'vitest'
import { blocks, heat, type Place, paths, shareAt } from './places'

const place = (id: string, kind: string, parent: string | null, name = ''): Place => ({
  id,
  kind,
  parent,
  code: id,
  name,
  height: null,
  rows: 1,
  weight: 1,
  done: 0,
  failed: 0,
  systems: 1,
})

const school = [
  place('A.10', 'space', '1. sal'),
  place('A.2', 'space', '1. sal'),
  place('1. sal', 'floor', 'A'),
  place('B', 'building', 'grund'),
  place('A', 'building', 'grund', 'Indskoling'),
  place('grund', 'site', null),
]

test('places are named by what they lie in, in the order of a walk', () => {
  expect(paths(school).map(({ path }) => path)).toEqual([
    'grund',
    'grund · A Indskoling',
    'grund · A Indskoling · 1. sal',
    'grund · A Indskoling · 1. sal · A.2',
    'grund · A Indskoling · 1. sal · A.10',
    'grund · B',
  ])
})

test('floors stand in the order of their height', () => {
  const floors = [
    { ...place('1. sal', 'floor', null), height: 3.6 },
    { ...place('Kælder', 'floor', null), height: -3 },
    place('Tag', 'floor', null),
    { ...place('Stue', 'floor', null), height: 0 },
  ]
  expect(paths(floors).map(({ path }) => path)).toEqual(['Kælder', 'Stue', '1. sal', 'Tag'])
})

test('a site is no block itself but holds them', () => {
  expect(
    blocks(school).map(({ place: { id }, lines }) => [
      id,
      lines.map((line) => [line.place.id, line.tiles.map((tile) => tile.id)]),
    ]),
  ).toEqual([
    ['A', [['1. sal', ['A.2', 'A.10']]]],
    ['B', []],
  ])
})

test('a place whose building is not shown stands by itself', () => {
  expect(blocks([place('K', 'floor', 'gone')]).map(({ place: { id } }) => id)).toEqual(['K'])
})

test.each([
  [0, 0],
  [0.01, 1],
  [0.25, 2],
  [0.74, 3],
  [0.99, 4],
  [1, 5],
])('%d done has step %d of the ramp', (share, step) => {
  expect(heat(share)).toBe(step)
})

test('where nothing applies there is no share', () => {
  expect(shareAt({ done: 0, weight: 0 })).toBeUndefined()
  expect(shareAt({ done: 1, weight: 4 })).toBe(0.25)
})
