package dev.ouzel.testkit.script;

import dev.ouzel.post.Payload;

/**
 * An open stream as a {@link Deed} sees it. Implemented by the server, and used on its thread. What
 * is called for happens after all that was sent before.
 */
public interface Stage {
  /** Ends the response in order, though posts may wait. */
  void end();

  /** Breaks the connection off with a TCP reset. */
  void reset();

  /** Sends nothing any more, not even keep-alives, and leaves the connection open. */
  void stall();

  /** Keeps the connection on record, and its slot taken, when the client leaves. */
  void outliveItsClient();

  /** Sends half of the frame that comes next, without its delimiter, and then does this. */
  void halveNext(Runnable then);

  /** Sends a line that is no post, with its delimiter. */
  void say(Payload line);

  /** Sends bytes as they are, in an HTTP chunk of their own. */
  void inject(Payload bytes);

  /** Sends what is no HTTP chunk where one should begin, and then nothing. */
  void breakChunk();

  /** Sends every byte from now on in an HTTP chunk of its own. */
  void drip();

  /** Sends the last frames again; fewer when there were fewer. */
  void repeat(int frames);

  /** Holds the next frames back until there are so many, and sends them in an order of chance. */
  void shuffle(int frames, long seed);
}
