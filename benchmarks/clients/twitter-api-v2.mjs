// Has twitter-api-v2 hand posts to a listener, as it makes them of JSON: URL COUNT
import http from 'node:http';
import { ETwitterStreamEvent, TwitterApi } from 'twitter-api-v2';

const [url, posts] = process.argv.slice(2);
// Plain HTTP works with an agent for it; with the usual one the client insists on HTTPS.
const { v2 } = new TwitterApi('any', { httpAgent: new http.Agent(), compression: false });
v2.setPrefix(`${url}/2/`);
const stream = await v2.searchStream({ autoConnect: false });
let count = 0;
stream.on(ETwitterStreamEvent.Data, ({ data }) => {
  if (data && ++count === Number(posts)) {
    console.log(count);
    process.exit(0);
  }
});
await stream.connect();
