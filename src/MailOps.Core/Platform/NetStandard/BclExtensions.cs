// Members of the newer BCL that netstandard2.0 lacks, under their own names, so that the code above reads the same on both builds.
// Add one here only when the code of Core needs it; put large groups (sockets, cryptography) into files of their own.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Platform;

internal static class BclExtensions
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull(object? argument, [CallerArgumentExpression(nameof(argument))] string? parameterName = null)
        {
            if (argument is null)
            {
                throw new ArgumentNullException(parameterName);
            }
        }
    }

    extension(ArgumentException)
    {
        public static void ThrowIfNullOrEmpty(string? argument, [CallerArgumentExpression(nameof(argument))] string? parameterName = null)
        {
            ArgumentNullException.ThrowIfNull(argument, parameterName);
            if (argument!.Length == 0)
            {
                throw new ArgumentException("The value cannot be an empty string.", parameterName);
            }
        }
    }

    extension(ArgumentOutOfRangeException)
    {
        public static void ThrowIfNegativeOrZero(long value, [CallerArgumentExpression(nameof(value))] string? parameterName = null)
        {
            if (value <= 0)
            {
                throw new ArgumentOutOfRangeException(parameterName, value, "The value must be above zero.");
            }
        }

        public static void ThrowIfNegative(long value, [CallerArgumentExpression(nameof(value))] string? parameterName = null)
        {
            if (value < 0)
            {
                throw new ArgumentOutOfRangeException(parameterName, value, "The value must not be negative.");
            }
        }
    }

    extension(ObjectDisposedException)
    {
        public static void ThrowIf(bool condition, object instance)
        {
            if (condition)
            {
                throw new ObjectDisposedException(instance.GetType().FullName);
            }
        }
    }

    extension(Math)
    {
        public static int Clamp(int value, int min, int max) => value < min ? min : value > max ? max : value;

        public static long Clamp(long value, long min, long max) => value < min ? min : value > max ? max : value;
    }

    extension(string text)
    {
        public bool Contains(char value) => text.IndexOf(value) >= 0;

        public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

        public bool StartsWith(char value) => text.Length > 0 && text[0] == value;

        public bool EndsWith(char value) => text.Length > 0 && text[text.Length - 1] == value;

        public string Replace(string oldValue, string newValue, StringComparison comparison) =>
            comparison == StringComparison.Ordinal
                ? text.Replace(oldValue, newValue)
                : throw new ArgumentException("Only ordinal replacement is offered on this build.", nameof(comparison));
    }

    extension(Encoding encoding)
    {
        public unsafe string GetString(ReadOnlySpan<byte> bytes)
        {
            fixed (byte* start = &MemoryMarshal.GetReference(bytes))
            {
                return bytes.IsEmpty ? "" : encoding.GetString(start, bytes.Length);
            }
        }

        public unsafe int GetByteCount(ReadOnlySpan<char> chars)
        {
            fixed (char* start = &MemoryMarshal.GetReference(chars))
            {
                return chars.IsEmpty ? 0 : encoding.GetByteCount(start, chars.Length);
            }
        }

        public unsafe int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
        {
            fixed (char* from = &MemoryMarshal.GetReference(chars))
            fixed (byte* to = &MemoryMarshal.GetReference(bytes))
            {
                return chars.IsEmpty ? 0 : encoding.GetBytes(from, chars.Length, to, bytes.Length);
            }
        }

        public unsafe int GetCharCount(ReadOnlySpan<byte> bytes)
        {
            fixed (byte* start = &MemoryMarshal.GetReference(bytes))
            {
                return bytes.IsEmpty ? 0 : encoding.GetCharCount(start, bytes.Length);
            }
        }

        public unsafe int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
        {
            fixed (byte* from = &MemoryMarshal.GetReference(bytes))
            fixed (char* to = &MemoryMarshal.GetReference(chars))
            {
                return bytes.IsEmpty ? 0 : encoding.GetChars(from, bytes.Length, to, chars.Length);
            }
        }
    }

    extension(Encoding)
    {
        public static Encoding Latin1 => Latin1Holder.Encoding;
    }

    extension(StringBuilder builder)
    {
        public unsafe StringBuilder Append(ReadOnlySpan<char> chars)
        {
            fixed (char* start = &MemoryMarshal.GetReference(chars))
            {
                return chars.IsEmpty ? builder : builder.Append(start, chars.Length);
            }
        }
    }

    extension(HttpContent content)
    {
        // What the caller can cancel is the reading; here the stream is there already (ResponseHeadersRead).
        public Task<Stream> ReadAsStreamAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return content.ReadAsStreamAsync();
        }
    }

    extension(Stream stream)
    {
        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (MemoryMarshal.TryGetArray<byte>(buffer, out var segment))
            {
                return await stream.ReadAsync(segment.Array!, segment.Offset, segment.Count, cancellationToken).ConfigureAwait(false);
            }

            var copy = new byte[buffer.Length];
            var read = await stream.ReadAsync(copy, 0, copy.Length, cancellationToken).ConfigureAwait(false);
            copy.AsSpan(0, read).CopyTo(buffer.Span);
            return read;
        }

        public Task WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!MemoryMarshal.TryGetArray(buffer, out var segment))
            {
                segment = new ArraySegment<byte>(buffer.ToArray());
            }

            return stream.WriteAsync(segment.Array!, segment.Offset, segment.Count, cancellationToken);
        }
    }

    extension<TResult>(Task<TResult> task)
    {
        public async Task<TResult> WaitAsync(CancellationToken cancellationToken)
        {
            var cancelled = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
            {
                var first = await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false);
                return await first.ConfigureAwait(false);
            }
        }
    }

    extension<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        public bool TryAdd(TKey key, TValue value)
        {
            if (dictionary.ContainsKey(key))
            {
                return false;
            }

            dictionary.Add(key, value);
            return true;
        }
    }

    extension<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        public TValue? GetValueOrDefault(TKey key) => dictionary.TryGetValue(key, out var value) ? value : default;
    }

    extension<T>(Queue<T> queue)
    {
        public bool TryDequeue([MaybeNullWhen(false)] out T item)
        {
            if (queue.Count == 0)
            {
                item = default;
                return false;
            }

            item = queue.Dequeue();
            return true;
        }
    }

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value)
    {
        key = pair.Key;
        value = pair.Value;
    }

    private static class Latin1Holder
    {
        public static readonly Encoding Encoding = Encoding.GetEncoding(28591);
    }
}
