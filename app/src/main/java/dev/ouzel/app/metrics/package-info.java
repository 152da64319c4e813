/** What an ingest counts and measures, for Prometheus to read. */
package dev.ouzel.app.metrics;
