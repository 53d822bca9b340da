namespace MailOps.Tests;

/// <summary>What <c>[Fact]</c> means in this project: skipped by name where PostgreSQL is not installed.</summary>
public sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute() => Skip = TestEngine.WhyMissing;
}

/// <summary>The same for <c>[Theory]</c>.</summary>
public sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute() => Skip = TestEngine.WhyMissing;
}
