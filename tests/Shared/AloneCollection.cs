using Xunit;

namespace MailOps.Tests;

/// <summary>Tests that measure the process, and so run when no other test does.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
