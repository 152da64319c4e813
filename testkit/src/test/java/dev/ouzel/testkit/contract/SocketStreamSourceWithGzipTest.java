package dev.ouzel.testkit.contract;

/** A source that asks for gzip can keep the contract too. */
final class SocketStreamSourceWithGzipTest extends SocketStreamSourceTest {
  @Override
  protected boolean asksForGzip() {
    return true;
  }
}
