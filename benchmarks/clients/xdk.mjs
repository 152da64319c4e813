// Has @xdevplatform/xdk hand posts to a listener, as it makes them of JSON: URL COUNT
import { Client } from '@xdevplatform/xdk';

const [url, posts] = process.argv.slice(2);
const headers = { 'accept-encoding': 'identity' };
const { stream } = new Client({ baseUrl: url, bearerToken: 'any', headers });
const open = await stream.posts();
let count = 0;
// The client announces its connection as if that were a post.
open.on('data', ({ data }) => {
  if (data && ++count === Number(posts)) {
    console.log(count);
    process.exit(0);
  }
});
