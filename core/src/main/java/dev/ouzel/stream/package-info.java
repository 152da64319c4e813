/** One attempt at one of X's streams: what is asked for, what arrives, and how it ends. */
package dev.ouzel.stream;
