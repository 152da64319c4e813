package dev.ouzel.http.frame;

/** The part of an array that is still to be read. */
final class Run {
  final byte[] array;
  final int end;
  int start;

  Run(byte[] array, int offset, int length) {
    this.array = array;
    this.start = offset;
    this.end = offset + length;
  }

  int length() {
    return end - start;
  }
}
