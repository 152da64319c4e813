package dev.ouzel.ingest;

/** Sees each post of one connection, in the order of arrival. */
interface Witness {
  /** A post came, of which the duplicate window says this. */
  void seen(long id, DuplicateWindow.Verdict verdict);

  /** For what arrives after its connection was told to end: it is kept, and proves nothing. */
  static Witness none() {
    return (id, verdict) -> {};
  }
}
