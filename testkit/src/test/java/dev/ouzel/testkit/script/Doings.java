package dev.ouzel.testkit.script;

import dev.ouzel.post.Payload;
import java.util.ArrayList;
import java.util.List;

/** A stage on which nothing happens but that it is written down. */
final class Doings implements Stage {
  private final List<String> done = new ArrayList<>();

  /** What a deed does. */
  static List<String> of(Deed deed) {
    Doings doings = new Doings();
    deed.on(doings);
    return doings.done;
  }

  @Override
  public void end() {
    done.add("end");
  }

  @Override
  public void reset() {
    done.add("reset");
  }

  @Override
  public void stall() {
    done.add("stall");
  }

  @Override
  public void outliveItsClient() {
    done.add("outlive");
  }

  @Override
  public void halveNext(Runnable then) {
    done.add("half, then");
    then.run();
  }

  @Override
  public void say(Payload line) {
    done.add("say " + line.text());
  }

  @Override
  public void inject(Payload bytes) {
    done.add("inject " + bytes.text());
  }

  @Override
  public void breakChunk() {
    done.add("break chunk");
  }

  @Override
  public void drip() {
    done.add("drip");
  }

  @Override
  public void repeat(int frames) {
    done.add("repeat " + frames);
  }

  @Override
  public void shuffle(int frames, long seed) {
    done.add("shuffle " + frames + " by " + seed);
  }
}
