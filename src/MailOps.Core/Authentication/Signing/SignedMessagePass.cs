using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Authentication.Signing;

/// <summary>
/// One pass over a message for all that verifies it: first the header, which says what hashes of the body are wanted, then the body, then the judgement.
/// </summary>
/// <typeparam name="TRun">What is under way between header and judgement.</typeparam>
/// <typeparam name="TResult">The judgement.</typeparam>
internal sealed class SignedMessagePass<TRun, TResult>
{
    /// <summary>The longest header that is read.</summary>
    public required int MaxHeaderLength { get; init; }

    /// <summary>Reads the header and orders hashes of the body.</summary>
    public required Func<SignedHeader, BodyHashes, TRun> Begin { get; init; }

    /// <summary>Judges, once the hashes are there.</summary>
    public required Func<SignedHeader, TRun, ValueTask<TResult>> Complete { get; init; }

    /// <summary>The judgement about a message whose header is too long.</summary>
    public required Func<TResult> HeaderTooLong { get; init; }

    public async ValueTask<TResult> RunAsync(ReadOnlyMemory<byte> message)
    {
        var body = SignedHeader.FindBody(message.Span);
        var end = body < 0 ? message.Length : body;
        if (end > MaxHeaderLength)
        {
            return HeaderTooLong();
        }

        using var hashes = new BodyHashes();
        var header = SignedHeader.Read(message.Slice(0, end));
        var run = Begin(header, hashes);
        hashes.Append(message.Span.Slice(end));
        hashes.Complete();
        return await Complete(header, run).ConfigureAwait(false);
    }

    public async ValueTask<TResult> RunAsync(Stream message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var reader = new SignedMessageReader(message, MaxHeaderLength);
        if (!await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false))
        {
            return HeaderTooLong();
        }

        using var hashes = new BodyHashes();
        var run = Begin(reader.Header, hashes);
        await reader.ReadBodyAsync(hashes, cancellationToken).ConfigureAwait(false);
        return await Complete(reader.Header, run).ConfigureAwait(false);
    }
}
