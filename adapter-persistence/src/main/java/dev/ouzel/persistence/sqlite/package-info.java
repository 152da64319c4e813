/**
 * The default sink: one SQLite file, which other programs read while it is written. Its tables and
 * views, in {@code V1.sql} and what follows it, are a contract with those who read it.
 */
package dev.ouzel.persistence.sqlite;
