/** Posts out of stores into files, and out of files into sinks. */
package dev.ouzel.app.transfer;
