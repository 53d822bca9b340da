using System.Globalization;

namespace MailOps;

/// <summary>What is wrong with a text that should be an address or a domain name, and where. The default value says that nothing is.</summary>
public readonly record struct AddressError
{
    internal AddressError(AddressFault fault, int position)
    {
        Fault = fault;
        Position = position;
    }

    /// <summary>The reason; <see cref="AddressFault.None"/> for a valid text.</summary>
    public AddressFault Fault { get; }

    /// <summary>Where the fault lies: the index of a UTF-16 unit of the text, or its length when something is missing at the end.</summary>
    public int Position { get; }

    /// <summary>Whether there is a fault.</summary>
    public bool IsFault => Fault != AddressFault.None;

    /// <summary>The reason in words of the user interface's language, without the position; empty for a valid text.</summary>
    public string Message => AddressFaultTexts.Of(Fault).Current;

    /// <summary>The reason in words of the given language.</summary>
    /// <param name="culture">The language wanted; German for <c>de</c> and its regions, English for all others.</param>
    public string MessageFor(CultureInfo culture) => AddressFaultTexts.Of(Fault).For(culture);

    /// <summary>Name and position of the fault, such as <c>ConsecutiveDots at 5</c>.</summary>
    public override string ToString() =>
        IsFault ? string.Format(CultureInfo.InvariantCulture, "{0} at {1}", Fault, Position) : nameof(AddressFault.None);
}
