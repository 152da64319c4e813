/** How a running ingest shows itself and is told to stop: folds over its events, and signals. */
package dev.ouzel.app.operations;
