package dev.ouzel.persistence.postgres;

/**
 * The schema that holds a store.
 *
 * @param name the schema's name in its database
 * @param byMonth whether posts are to be partitioned when it is made
 * @param where schema, database and hosts, for people
 */
record Schema(String name, boolean byMonth, String where) {
  @Override
  public String toString() {
    return where;
  }
}
