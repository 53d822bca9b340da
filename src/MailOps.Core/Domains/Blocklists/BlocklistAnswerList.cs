using System.Collections;
using System.Collections.Generic;

namespace MailOps.Domains.Blocklists;

/// <summary>What several lists say. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> shows them.</summary>
public sealed class BlocklistAnswerList : IReadOnlyList<BlocklistAnswer>
{
    /// <summary>A list without answers.</summary>
    public static readonly BlocklistAnswerList Empty = new([]);

    private readonly BlocklistAnswer[] _answers;

    /// <summary>Keeps the given answers in their order.</summary>
    /// <param name="answers">The answers; the sequence is read once.</param>
    public BlocklistAnswerList(IEnumerable<BlocklistAnswer> answers) => _answers = [.. answers];

    /// <inheritdoc/>
    public int Count => _answers.Length;

    /// <inheritdoc/>
    public BlocklistAnswer this[int index] => _answers[index];

    /// <inheritdoc/>
    public IEnumerator<BlocklistAnswer> GetEnumerator() => ((IEnumerable<BlocklistAnswer>)_answers).GetEnumerator();

    /// <summary>The answers, joined with a comma and a space.</summary>
    public override string ToString() => string.Join<BlocklistAnswer>(", ", _answers);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
