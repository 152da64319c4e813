/** What stores with SQL share: rows that mean the same in each, and a reader of them. */
package dev.ouzel.persistence.jdbc;
