import assert from 'node:assert/strict';
import { Client } from '@xdevplatform/xdk';

/** Opens each of the streams but the filtered one. */
const OTHERS = [
  (stream) => stream.activity(),
  (stream) => stream.labelsCompliance(),
  (stream) => stream.likesCompliance(),
  (stream) => stream.likesFirehose(1),
  (stream) => stream.likesSample10(1),
  (stream) => stream.postsCompliance(1),
  (stream) => stream.postsFirehose(1),
  (stream) => stream.postsFirehoseEn(1),
  (stream) => stream.postsFirehoseJa(1),
  (stream) => stream.postsFirehoseKo(1),
  (stream) => stream.postsFirehosePt(1),
  (stream) => stream.postsSample(),
  (stream) => stream.postsSample10(1),
  (stream) => stream.usersCompliance(1),
];

/** What is checked, by name. */
export function checks(fake, posts) {
  const { stream, connections } = new Client({ baseUrl: fake.baseUrl, bearerToken: fake.token });
  let ended;

  return {
    'streams 1,000 posts': async () => {
      const open = await stream.posts();
      ended = new Promise((resolve) => open.on('close', resolve));
      const received = [];
      for await (const line of open) {
        // The client announces its connection as if that were a post.
        if (line.data) {
          received.push(line);
        }
        if (received.length === posts.length) {
          break;
        }
      }
      assert.deepEqual(received, posts);
    },

    'reads the history and terminates the connection': async () => {
      const { data } = await connections.getConnectionHistory({ status: 'active' });
      assert.equal(data.length, 1);
      const { id } = data[0];
      await connections.deleteByUuids({ uuids: [id] });
      await ended;
      const { data: gone } = await connections.getConnectionHistory({
        status: 'inactive',
        connectionFields: ['id', 'disconnect_reason'],
      });
      assert.deepEqual(gone.map((connection) => connection.id), [id]);
      assert.ok(gone[0].disconnectReason);
    },

    'lists, adds and deletes rules': async () => {
      const { data: before } = await stream.getRules();
      const heron = { value: 'heron has:images', tag: 'herons' };
      const { data: added } = await stream.updateRules({ add: [heron] });
      assert.deepEqual(added, [{ ...heron, id: added[0].id }]);
      assert.deepEqual((await stream.getRules()).data, [...before, ...added]);
      const { meta } = await stream.updateRules({ delete: { ids: [added[0].id] } });
      assert.equal(meta.summary.deleted, 1);
      assert.deepEqual((await stream.getRules()).data, before);
    },

    'counts the rules': async () => {
      const { data: counts } = await stream.getRuleCounts();
      assert.equal(counts.projectRulesCount, String((await stream.getRules()).data.length));
    },

    'opens every other stream and terminates them all': async () => {
      await Promise.all(OTHERS.map((open) => open(stream)));
      const { data: active } = await connections.getConnectionHistory({ maxResults: 100 });
      assert.equal(active.length, OTHERS.length);
      await connections.deleteAll();
      const { data: left = [] } = await connections.getConnectionHistory({ maxResults: 100 });
      assert.deepEqual(left, []);
    },
  };
}
