using System.Collections;
using System.Collections.Generic;

namespace MailOps;

/// <summary>
/// Some texts in order, such as names or addresses. <see cref="ToString"/> joins them, so that <c>Export-Csv</c> writes the texts and not the name
/// of a type.
/// </summary>
public sealed class TextList : IReadOnlyList<string>
{
    /// <summary>A list without entries.</summary>
    public static readonly TextList Empty = new([]);

    private readonly string[] _texts;

    /// <summary>Keeps the given texts in their order.</summary>
    /// <param name="texts">The texts; the sequence is read once.</param>
    public TextList(IEnumerable<string> texts) => _texts = [.. texts];

    /// <inheritdoc/>
    public int Count => _texts.Length;

    /// <inheritdoc/>
    public string this[int index] => _texts[index];

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_texts).GetEnumerator();

    /// <summary>The texts, joined with a comma and a space.</summary>
    public override string ToString() => string.Join(", ", _texts);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
