package dev.ouzel.http.frame;

/** Hands on the arrays as they came. */
final class PlainInflow implements Inflow {
  private final Runs runs = new Runs();

  @Override
  public void add(byte[] array, int offset, int length) {
    runs.add(array, offset, length);
  }

  @Override
  public int waiting() {
    return runs.bytes();
  }

  @Override
  public boolean isEmpty() {
    return runs.isEmpty();
  }

  @Override
  public void read(int most, Reader reader) {
    int left = most;
    while (left > 0 && !runs.isEmpty()) {
      byte[] array = runs.array();
      int offset = runs.start();
      int length = Math.min(left, runs.length());
      runs.take(length);
      left -= length;
      reader.read(array, offset, length);
    }
  }

  @Override
  public void close() {
    runs.clear();
  }
}
