/**
 * Posts in PostgreSQL. Its tables and views, in {@code V1.sql} and what follows it, are a contract
 * with those who read it; the views have the columns of those in SQLite.
 */
package dev.ouzel.persistence.postgres;
