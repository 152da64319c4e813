/**
 * Bytes in, frames out: decompression, cutting at line ends, and finding a post's id without
 * decoding the post. Knows neither the network nor a JSON library.
 */
package dev.ouzel.http.frame;
