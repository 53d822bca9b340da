using System;

namespace MailOps.Tests;

/// <summary>
/// How far a test goes through a long series of damaged or random input: all the way on .NET, a tenth of it under Mono, which takes ten times
/// as long for the same code.
/// </summary>
internal static class Series
{
    private static readonly int Share = Type.GetType("Mono.Runtime") is null ? 1 : 10;

    public static int Length(int full) => full / Share;

    public static int Step(int full) => full * Share;
}
