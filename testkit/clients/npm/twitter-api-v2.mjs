import assert from 'node:assert/strict';
import http from 'node:http';
import { TwitterApi } from 'twitter-api-v2';

/** What is checked, by name. */
export function checks(fake, posts) {
  // Plain HTTP works with an agent for it; with the usual one the client insists on HTTPS.
  const { v2 } = new TwitterApi(fake.token, { httpAgent: new http.Agent() });
  v2.setPrefix(`${fake.baseUrl}/2/`);

  return {
    'streams 1,000 posts': async () => {
      const stream = await v2.searchStream();
      const ids = [];
      for await (const { data } of stream) {
        ids.push(data.id);
        if (ids.length === posts.length) {
          break;
        }
      }
      stream.close();
      // Ids only: the client damages letters of several bytes that come in two parts.
      assert.deepEqual(ids, posts.map(({ data }) => data.id));
    },

    'lists, adds and deletes rules': async () => {
      const { data: before } = await v2.streamRules();
      const heron = { value: 'heron has:images', tag: 'herons' };
      const { data: added } = await v2.updateStreamRules({ add: [heron] });
      assert.deepEqual(added, [{ ...heron, id: added[0].id }]);
      assert.deepEqual((await v2.streamRules()).data, [...before, ...added]);
      const { meta } = await v2.updateStreamRules({ delete: { ids: [added[0].id] } });
      assert.equal(meta.summary.deleted, 1);
      assert.deepEqual((await v2.streamRules()).data, before);
    },
  };
}
