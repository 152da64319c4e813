/** Measures what this machine can ingest, with a load from a process of its own. */
package dev.ouzel.app.bench;
