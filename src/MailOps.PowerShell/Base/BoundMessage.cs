using System;

namespace MailOps.PowerShell;

/// <summary>A message and the object it was made from.</summary>
public readonly struct BoundMessage
{
    internal BoundMessage(string? path, ReadOnlyMemory<byte> content, object? inputObject)
    {
        Path = path;
        Content = content;
        InputObject = inputObject;
    }

    internal string? Path { get; }

    internal ReadOnlyMemory<byte> Content { get; }

    internal object? InputObject { get; }
}
