package dev.ouzel.http;

/** The contract without compression. */
class HttpStreamSourceUncompressedTest extends HttpStreamSourceTest {
  @Override
  protected boolean asksForGzip() {
    return false;
  }
}
