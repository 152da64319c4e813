package dev.ouzel.testkit.script;

import dev.ouzel.post.Payload;

/** What happens to an open stream. The factories give the faults that X and networks have. */
@FunctionalInterface
public interface Deed {
  /** Lets it happen. Called on the server's thread. */
  void on(Stage stage);

  /** This and then another. */
  default Deed then(Deed next) {
    return stage -> {
      on(stage);
      next.on(stage);
    };
  }

  /** X ends the response in order. On a recovery before its end: X claims that this was all. */
  static Deed end() {
    return Stage::end;
  }

  /** The connection breaks with a TCP reset. */
  static Deed reset() {
    return Stage::reset;
  }

  /** Nothing comes any more, and the connection stays open. */
  static Deed stall() {
    return Stage::stall;
  }

  /**
   * From now on X does not notice when the client leaves: the connection stays active in the
   * history and keeps its slot until the app has it terminated.
   */
  static Deed outliveClient() {
    return Stage::outliveItsClient;
  }

  /** Half of the frame that comes next is sent, and then {@code next} happens. */
  static Deed halfFrameThen(Deed next) {
    return stage -> stage.halveNext(() -> next.on(stage));
  }

  /**
   * X announces an operational disconnect, and then {@code next} happens: {@link #end} as X
   * documents it, {@link #stall} as it was seen too.
   */
  static Deed operationalDisconnectThen(Deed next) {
    return disconnectThen("OperationalDisconnect", next);
  }

  /**
   * The same with any {@code disconnect_type}: {@code UpstreamOperationalDisconnect}, {@code
   * ForceDisconnect}, {@code SlowReader}… X's words are known for the operational ones only.
   */
  static Deed disconnectThen(String type, Deed next) {
    boolean upstream = type.startsWith("Upstream");
    String line =
        "{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":\"%s\",\"detail\":"
            + "\"This stream has been disconnected %sfor operational reasons.\",\"type\":"
            + "\"https://api.twitter.com/2/problems/operational-disconnect\"}]}";
    Payload words = Payload.ofText(line.formatted(type, upstream ? "upstream " : ""));
    Deed announced = stage -> stage.say(words);
    return announced.then(next);
  }

  /** A line comes that is no post: a system message, a new type of message, HTML. */
  static Deed line(String line) {
    Payload words = Payload.ofText(line);
    return stage -> stage.say(words);
  }

  /** Bytes come as they are, with or without line ends among them. */
  static Deed inject(byte[] bytes) {
    Payload copy = Payload.copyOf(bytes);
    return stage -> stage.inject(copy);
  }

  /** The chunked encoding of HTTP is broken. */
  static Deed badChunk() {
    return Stage::breakChunk;
  }

  /** From now on each byte comes in an HTTP chunk of its own. */
  static Deed drip() {
    return Stage::drip;
  }

  /** The last frames come again. */
  static Deed duplicates(int frames) {
    return stage -> stage.repeat(frames);
  }

  /** The next frames come in another order, which the seed decides. */
  static Deed disorder(int frames, long seed) {
    return stage -> stage.shuffle(frames, seed);
  }
}
