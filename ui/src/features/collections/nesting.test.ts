// How collections stand in each other.
import { expect, it } from 'vitest';
import type { TreeNode } from '../../components/tree';
import type { CollectionItem } from '../../ipc/generated';
import { treeOf } from './nesting';

const collection = (id: string, parent: string | null) =>
  ({ id, parent, name: id, records: [] }) as unknown as CollectionItem;
const shape = (nodes: readonly TreeNode<CollectionItem>[]): unknown =>
  nodes.map((node) => [node.id, ...(node.children ? [shape(node.children)] : [])]);

it('a part stands in its whole; without its whole it stands on top', () => {
  const all = [collection('a', null), collection('b', 'a'), collection('c', 'gone')];
  expect(shape(treeOf(all))).toEqual([['a', [['b']]], ['c']]);
});

it('collections that are parts of each other are all there, and there is an end', () => {
  const all = [collection('a', 'b'), collection('b', 'a'), collection('c', 'b')];
  expect(shape(treeOf(all))).toEqual([['a'], ['b'], ['c']]);
});
