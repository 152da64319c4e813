package dev.ouzel.app.transfer;

/** How posts are written to a file. */
public enum ExportForm {
  /** One frame a line, byte for byte as X sent it. */
  JSONL,
  /** A table with one row a post, as RFC 4180 has it, with the columns of the view posts_flat. */
  CSV
}
