using System;
using System.Linq;
using MailOps.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

public sealed class Ed25519Tests
{
    // RFC 8032 section 7.1, tests 1, 2, 3 and SHA(abc)
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData(
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void Verifies_the_vectors_of_the_standard_and_nothing_near_them(string key, string message, string signature)
    {
        var (publicKey, data, right) = (Hex(key), Hex(message), Hex(signature));
        Assert.True(Ed25519.IsKey(publicKey));
        Assert.True(Ed25519.Verify(publicKey, data, right));
        for (var bit = 0; bit < right.Length * 8; bit += 37)
        {
            var wrong = (byte[])right.Clone();
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Ed25519.Verify(publicKey, data, wrong));
        }

        Assert.False(Ed25519.Verify(publicKey, [.. data, 0], right));
        Assert.False(Ed25519.Verify(publicKey, data, right.Take(63).ToArray()));
    }

    [Fact]
    public void Refuses_a_number_that_is_not_below_the_order()
    {
        // Test 2 of the standard with S + L instead of S: the equation holds, the rule of section 5.1.7 does not.
        var signature = Hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        var order = Hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = (byte)carry;
            carry >>= 8;
        }

        Assert.False(Ed25519.Verify(Hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), Hex("72"), signature));
    }

    [Theory]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("d75a98")]
    public void Refuses_octets_that_are_no_point(string key) => Assert.False(Ed25519.IsKey(Hex(key)));

    private static byte[] Hex(string text) => [.. Enumerable.Range(0, text.Length / 2).Select(i => Convert.ToByte(text.Substring(2 * i, 2), 16))];
}
