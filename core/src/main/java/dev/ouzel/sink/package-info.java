/** Where posts are kept, and what a crash can and cannot undo. */
package dev.ouzel.sink;
